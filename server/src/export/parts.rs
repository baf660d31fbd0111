//! The answers of a response one by one, as rows of the long shape. They may be to questions of an earlier version, which the
//! questionnaire asked now does not have.
