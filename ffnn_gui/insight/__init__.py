"""What one sees inside a trainer: its activations, its health, its gradients. No Qt."""
