/** What the models said, beside the signals they said it of. */
@NullMarked
package io.orilla.server.prediction;

import org.jspecify.annotations.NullMarked;
