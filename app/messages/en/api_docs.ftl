# English. $form only matters in Dutch.

### The API

api-title = API documentation
api-lead = Everything that programs can do with Klankbord, with examples to try. The explanations are in English.
api-document = As an OpenAPI 3.1 file
api-parameters = Parameters
api-body = Body
api-replies = Replies
api-try = Try it
api-optional = may be left out
