"""The parts of bench/transcode.py."""
