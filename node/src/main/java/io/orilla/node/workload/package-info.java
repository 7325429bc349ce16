/** Models at work: their life, and what they say of each window. */
@NullMarked
package io.orilla.node.workload;

import org.jspecify.annotations.NullMarked;
