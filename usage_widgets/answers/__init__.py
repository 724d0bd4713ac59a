"""One function a question: asks `Usage`, computes, and says it in words."""
