"""The laptop's cloud: starts the emulator, deploys into it, serves http://localhost:8080."""
