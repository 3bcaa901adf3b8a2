// to be written with the server
