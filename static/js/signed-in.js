// Inside the frame in which somebody signed in again: the story around it is told, and goes on.
if (parent !== window) parent.postMessage("signed-in", location.origin);
