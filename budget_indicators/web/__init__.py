"""The local page: read, check and repair indicator strings and files in a browser; nothing leaves the machine."""
