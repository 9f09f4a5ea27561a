@rem `npm start` gives the shell up for the server, so that signals to npm reach it. Windows has no exec: it runs what it is given.
@%*
