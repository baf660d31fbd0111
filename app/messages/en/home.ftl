# English. $form only matters in Dutch.

### Pages with a message

home-title = Klankbord
home-lead = With Klankbord, organisations ask their customers what they think. They also record who consented to what.
home-customer = Did you get a link to a survey? Then open that link. On your receipt you can view, change or erase everything later.
home-staff = Do you work with the results?
home-sign-in = Sign in
home-overview = To the overview
