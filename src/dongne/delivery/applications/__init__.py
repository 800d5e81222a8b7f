"""신청: from asking to the office's decision; letters of attorney, supplements, fees."""
