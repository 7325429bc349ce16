/** The plant: recorded or simulated machines behind a real OPC UA server. */
@NullMarked
package io.orilla.demo.plant;

import org.jspecify.annotations.NullMarked;
