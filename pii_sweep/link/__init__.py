"""Record linkage: which detections belong to which data subject, keyed digests, masks, residency."""
