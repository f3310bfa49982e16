"""Settings of the sites that are measured; they read where they live from the environment."""
