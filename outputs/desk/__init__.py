"""The desk: the web application of ``gouji serve``. Pages in :mod:`outputs.desk.pages`, the web API in :mod:`outputs.desk.api`, one module per group."""
