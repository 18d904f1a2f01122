"""From a gold set to figures: runs the assistant, computes metrics, reports; nothing here is needed to answer."""
