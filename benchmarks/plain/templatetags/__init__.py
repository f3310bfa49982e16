"""Tags of the baseline's templates."""
