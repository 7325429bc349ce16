package io.orilla.node.command;

import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.command.CommandId;
import io.orilla.model.command.CommandList;
import io.orilla.model.command.CommandState;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.command.Performer.Outcome;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of this node: taken durably before anything is done, so each is done at most once
 * through kills and power cuts; what came of it is an event. Thread-safe.
 */
public final class Commands implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);
  private static final int MOST_AT_ONCE = 4;

  private final ObjectName node;
  private final Supplier<PublicKey> key;
  private final CommandBook book;
  private final Journal journal;
  private final InstantSource clock;
  private final String boot;
  private final Performer performer;
  private final Set<Thread> working = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /**
   * @param key by which the server signs now
   * @param boot names the machine's run since it was switched on
   */
  public Commands(
      ObjectName node,
      Supplier<PublicKey> key,
      Documents documents,
      Journal journal,
      InstantSource clock,
      String boot,
      Performer performer) {
    this.node = node;
    this.key = key;
    this.book = new CommandBook(documents);
    this.journal = journal;
    this.clock = clock;
    this.boot = boot;
    this.performer = performer;
  }

  /** Version of the newest list that was taken. */
  public synchronized StateVersion version() {
    return book.version();
  }

  /** Says what became of the commands that were open when the agent ended. */
  public synchronized void start() {
    for (CommandBook.Entry entry : book.open()) {
      settle(entry.id(), entry.kind(), afterStart(entry));
    }
  }

  private Outcome afterStart(CommandBook.Entry entry) {
    if (entry.kind().equals(new Action.RestartAgent().kind())) {
      return Outcome.done("the agent started again");
    }
    if (entry.kind().equals(new Action.Reboot().kind()) && !entry.boot().equals(boot)) {
      return Outcome.done("the machine started again");
    }
    return Outcome.of(CommandState.UNKNOWN, "the agent ended before it had a result");
  }

  /**
   * Takes a list that came, and begins what is fresh in it.
   *
   * @param now by the server, as this machine's clock may be wrong
   * @throws OrillaException SIGNATURE_INVALID or INVALID_ARGUMENT when it is not for this node,
   *     STORAGE_UNAVAILABLE when it cannot be made durable; nothing is done then
   */
  public synchronized void take(SignedCommands signed, Instant now) {
    if (closed) {
      return;
    }
    CommandList list = signed.verify(key.get());
    if (!list.node().equals(node)) {
      throw OrillaException.invalid("the commands are for '" + list.node() + "', not " + node);
    }
    if (!list.version().isNewerThan(book.version())) {
      log.warn("Commands {} are not newer than {}: passed over", list.version(), book.version());
      return;
    }
    boolean lost = book.isLost();
    List<Command> fresh =
        list.commands().stream().filter(command -> !book.knows(command.id())).toList();
    List<CommandBook.Entry> entries = new ArrayList<>();
    fresh.forEach(command -> entries.add(entry(command, lost || isLate(command, now))));
    book.take(list.version(), entries, now);
    fresh.forEach(command -> begin(command, now, lost));
  }

  private CommandBook.Entry entry(Command command, boolean settled) {
    return new CommandBook.Entry(
        command.id(), command.action().kind(), command.deadline(), settled, boot);
  }

  private static boolean isLate(Command command, Instant now) {
    return now.isAfter(command.deadline());
  }

  private void begin(Command command, Instant now, boolean lost) {
    if (lost) {
      String reason = "the node lost its record of what it did; give the command again if need be";
      tell(command, Outcome.of(CommandState.UNKNOWN, reason));
      return;
    }
    if (isLate(command, now)) {
      tell(command, Outcome.of(CommandState.EXPIRED, "it came at " + now + ", nothing was done"));
      return;
    }
    log.info("{} by {} ({})", command.action().kind(), command.issuedBy(), command.id());
    tell(command, Outcome.of(CommandState.ACCEPTED, ""));
    if (working.size() >= MOST_AT_ONCE) {
      settle(
          command.id(),
          command.action().kind(),
          Outcome.failed("%d commands are worked on; try later".formatted(working.size())));
      return;
    }
    Thread thread =
        Thread.ofVirtual().name("command " + command.id()).unstarted(() -> work(command));
    working.add(thread);
    thread.start();
  }

  private void work(Command command) {
    try {
      Outcome outcome = performer.perform(command);
      if (outcome.state() == CommandState.ACCEPTED) {
        tell(command, outcome);
        outcome.then().run();
      } else {
        settle(command.id(), command.action().kind(), outcome);
      }
    } catch (InterruptedException | CancellationException e) {
      log.debug("{} was cut short by the agent's end", command.id());
    } catch (OrillaException e) {
      settle(command.id(), command.action().kind(), Outcome.failed(e.text()));
    } catch (RuntimeException e) {
      log.error("Command {} failed", command.id(), e);
      settle(command.id(), command.action().kind(), Outcome.failed("unexpected: " + e));
    } finally {
      working.remove(Thread.currentThread());
    }
  }

  /** The event first, and durably: what is settled has been said. */
  private synchronized void settle(CommandId id, String kind, Outcome outcome) {
    try {
      tell(id, kind, outcome);
      journal.sync();
      book.settle(id);
    } catch (CancellationException e) {
      log.debug("The result of command {} is known by nobody any more", id, e);
    } catch (OrillaException e) {
      log.error("The result of command {} cannot be kept: {}", id, e.text());
    }
  }

  private void tell(Command command, Outcome outcome) {
    tell(command.id(), command.action().kind(), outcome);
  }

  private void tell(CommandId id, String kind, Outcome outcome) {
    journal.append(
        new Event.CommandState(
            Micros.of(clock.instant()), id.text(), kind, outcome.state().name(), outcome.detail()));
  }

  /** Takes none any more, and cuts short what is worked on: its result is unknown. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    working.forEach(Thread::interrupt);
  }
}
