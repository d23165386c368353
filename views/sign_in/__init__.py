"""Before anyone is signed in: sign-in, forgotten password, and the pages of the links in the mails."""
