"""What proposes: engines, and the shape of what they may propose."""
