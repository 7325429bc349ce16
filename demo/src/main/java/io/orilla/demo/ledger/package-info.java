/** What the plant handed to its subscribers, and whether the lake has it. */
@NullMarked
package io.orilla.demo.ledger;

import org.jspecify.annotations.NullMarked;
