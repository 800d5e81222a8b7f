"""A folder for each channel; deleted, the channel is gone."""
