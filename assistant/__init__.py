"""From a question to a cited answer: resolve, retrieve, read, verify, compose; reads an index, never writes one."""
