/** What the rules find, in a learner's words, and what can be tried. */
export const findingsEn = {
  titles: {
    vanishing_gradient: "Vanishing gradient",
    exploding_gradient: "Exploding gradient",
    exploding_backprop: "Exploding gradient",
    symmetry_not_broken: "Symmetry not broken",
    symmetry_rank: "Symmetry not broken",
    poor_initialization: "Poor initialisation",
    poor_initialization_depth: "Poor initialisation",
    saturated_activation: "Saturated activation",
    bias_shift: "Bias shift",
    dead_units: "Dead units",
    frozen_layer: "Frozen layer",
    frozen_on_purpose: "Frozen as asked",
    learning_rate_too_high: "Learning rate too high",
    learning_rate_too_low: "Learning rate too low",
    noisy_gradient: "Noisy gradient",
    batch_statistics_drift: "Batch statistics drift",
    label_noise_memorised: "Wrong labels memorised",
    overfitting: "Overfitting",
    underfitting: "Underfitting",
    loss_not_decreasing: "Loss not decreasing",
    edge_of_stability: "Edge of stability",
    diverged: "Diverged",
    range_test_ended: "Range test ended",
  },
  texts: {
    vanishing_gradient:
      "{{layer}} receives {{ratio}} of the output layer's gradient at step {{step}} (norm {{value}} against {{output}}).",
    exploding_gradient: "At step {{step}} the gradient's norm is {{value}}, above {{threshold}}.",
    exploding_backprop:
      "Going back through the net, the signal grows: at step {{step}} it is {{factor}} times as large at {{layer}} as at the output ({{value}} against {{output}}).",
    symmetry_not_broken:
      "All weights of {{layer}} start equal (norm {{value}} at step {{step}}). Its units get the same gradient, so they stay copies of one: the layer is worth a single unit.",
    symmetry_rank:
      "At step {{step}} the kernel of {{layer}} has an effective rank of {{value}}: its units are copies of one, and get the same gradient again and again.",
    poor_initialization:
      "Before any training, {{layer}} has pre-activations of {{value}} (root mean square): outside of what its activation can use.",
    poor_initialization_factor:
      "Before any training, {{layer}} multiplies the size of its signal by {{factor}}, to {{value}}. A well drawn layer keeps it, give or take a factor of about 1.4.",
    poor_initialization_depth:
      "Before any training, the signal goes from {{first}} at {{first_layer}} to {{value}} at {{layer}}: each layer changes its size a little, and all together a lot.",
    saturated_activation:
      "At step {{step}}, {{share}} of the activations of {{layer}} lie where the function is flat.",
    bias_shift:
      "At step {{step}} the activations of {{layer}} have a mean of {{mean}}, and the input moves them by only {{signal}}: the next layer sees an offset rather than a signal.",
    dead_units:
      "At step {{step}}, {{share}} of the units of {{layer}} are activated by no sample of the probe set.",
    frozen_layer:
      "Since step {{step}} the weights of {{layer}} stand still (a step changes {{value}} of them; of {{other}}, {{most}}). So small a change is lost in rounding.",
    frozen_on_purpose: "The weights of {{layer}} stand still, as asked; those of {{other}} learn.",
    learning_rate_too_high:
      "At step {{step}} the training loss is {{value}}; untrained it was {{first}}. The steps overshoot.",
    learning_rate_too_high_rate:
      "At step {{step}}, at a learning rate of {{rate}}, the training loss is {{value}}; untrained it was {{first}}. The steps overshoot.",
    learning_rate_too_low:
      "Even {{layer}}, which moves most, changes by {{value}} of itself a step (step {{at_step}}; about 0.001 is usual). The training loss went from {{first}} to {{last}} only, by step {{step}}.",
    noisy_gradient:
      "The training loss swings without falling: {{low}} at step {{first_step}}, {{high}} at step {{step}}. A batch this small says little about the data.",
    batch_statistics_drift:
      "The moving averages of {{layer}} are {{shift}} standard deviations away from the batch (step {{at_step}}). The same samples cost {{train}} in training and {{evaluation}} in evaluation (step {{step}}).",
    label_noise_memorised:
      "At step {{step}} the net agrees with {{share}} of its training labels, though only {{right}} of them are right: it has learned wrong ones by heart.",
    overfitting:
      "The validation loss was {{best}} at step {{first_step}} and has risen to {{last}} at step {{step}}, where the training loss is {{train}}.",
    underfitting:
      "The training loss has stopped at {{last}} ({{before}} at step {{first_step}}, {{last}} at step {{step}}): the net does not even fit the data that it trains on.",
    loss_not_decreasing:
      "The training loss is {{last}} at step {{step}}; at step {{first_step}} it was {{first}}.",
    loss_not_decreasing_guessing:
      "The training loss is {{last}} at step {{step}}; at step {{first_step}} it was {{first}}. To answer without a look at the inputs (equal chances, or the mean) costs {{guessing}}.",
    edge_of_stability:
      "Since step {{first_step}} the sharpness stays near {{limit}}, the largest at which a learning rate of {{rate}} is stable ({{value}} at step {{step}}). Training goes on here; the loss falls in fits and starts.",
    diverged: "At step {{step}} the training loss is no longer a finite number.",
    range_test_ended:
      "The range test ended at step {{step}}, at a learning rate of {{rate}}: the loss is no longer a finite number there, as it should.",
    diverged_before:
      "At step {{step}} the training loss is no longer a finite number; before that it was {{before}}.",
    diverged_before_step:
      "At step {{step}} the training loss is no longer a finite number; at step {{before_step}} it was {{before}}.",
  },
  remedies: {
    start: "{{initializer}} initialisation",
    activation: "{{activation}} with {{initializer}} initialisation",
    batch_normalization: "Batch normalisation",
    layer_normalization: "Layer normalisation",
    moving_average: "Moving averages with momentum {{momentum}}",
    clipping: "Clip the gradient's global norm to {{threshold}}",
    slower: "1/{{factor}} of the learning rate",
    faster: "{{factor}} times the learning rate",
    steady_rate: "The lowest rate ({{rate}}) throughout",
    adam: "Adam at {{rate}}",
    early_stopping: "Early stopping",
    dropout: "Dropout {{probability}}",
    l2: "L2 penalty {{strength}}",
    less_regularization: "No penalty and no dropout",
    larger_net: "A larger net ({{shape}})",
    larger_batch: "Batches of {{size}}",
    standardize: "Standardised inputs",
    unfreeze: "Let all layers learn",
  },
};
