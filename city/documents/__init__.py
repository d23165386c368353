"""Files that families send: examined, kept in the database, given back as downloads."""
