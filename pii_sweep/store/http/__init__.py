"""GET and LIST over HTTP without botocore: kept connections, signed requests, the least pace of an answer."""
