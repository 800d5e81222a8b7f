"""Foundation: what both halves of the program stand on. It knows neither outreach nor delivery."""
