"""The town's desk (guichet): pages made on the server for its agents, under `/guichet`."""
