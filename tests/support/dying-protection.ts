/** Stands in for the thread of disclosure control, and ends before it has worked anything out. */
process.exit(1);
