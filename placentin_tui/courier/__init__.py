"""The courier: the process that does all network, parsing, scaling and sending; and the reader's end of its pipe."""
