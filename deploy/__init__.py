"""What runs several processes on one machine; see README, 「多进程部署」."""
