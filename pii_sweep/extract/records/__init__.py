"""Trees of values: JSON, YAML, BSON, property lists, Avro and DICOM as records."""
