/** Takes the JSON that others post to the node. */
@NullMarked
package io.orilla.connector.push;

import org.jspecify.annotations.NullMarked;
