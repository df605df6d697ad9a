"""Protected housing: places, who may live where, and who lives there now."""
