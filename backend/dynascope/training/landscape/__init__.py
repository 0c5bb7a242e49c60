"""The loss on lines and planes through a network's weights (Li et al., 2018, "Visualizing the loss landscape of neural
nets").

- `directions`: random ones, filter-normalised; `principal`: those of the trajectory.
- `axes`: the points along each; `losses`: the compiled loss at points; `snapshots`: the weights along a run.
- `survey`: all of it for one request, event by event.
"""
