"""What models cost, from genai-prices."""
