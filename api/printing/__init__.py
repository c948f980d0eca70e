"""Paper: the application and the notice of all that has to be brought, as PDFs, and the receipt's number as a QR code."""
