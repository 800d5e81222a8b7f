"""What is measured, one file for each thing that people do."""
