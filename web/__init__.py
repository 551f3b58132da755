"""The pages of the server and the query tool, with the build of their front end."""
