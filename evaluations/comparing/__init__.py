"""The candidates of an opening side by side: which of them in which order (`finding`), and what is said of each
(`reading`). Both read signed scorecards only, and of those only what the person may read."""
