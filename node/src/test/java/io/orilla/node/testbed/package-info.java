/** What a node needs around it in tests: a server, a plant, a model; all of them really work. */
@NullMarked
package io.orilla.node.testbed;

import org.jspecify.annotations.NullMarked;
