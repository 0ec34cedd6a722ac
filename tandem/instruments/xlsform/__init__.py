"""Instruments as spreadsheets: XLSForm in and out. The conventions are in docs/instruments.md."""
