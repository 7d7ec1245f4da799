"""The commands of ``gouji``. Heavy modules are imported inside the functions that need them."""
