"""The courier process: all network, parsing, picture scaling and sending; and the reader process's end of its pipe."""
