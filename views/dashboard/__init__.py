"""« Accueil », the dashboard: live cards, each of which loads and fails alone."""
