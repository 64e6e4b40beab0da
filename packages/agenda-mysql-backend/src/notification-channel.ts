import {
  BaseNotificationChannel,
  type JobId,
  type JobNotification,
  type JobParameters,
  type JobStateNotification,
  type NotificationHandler,
} from 'agenda';

interface NotificationSource {
  /** Names one table on one server, however many pools lead to it. */
  identity(): Promise<string>;
  /** The names of the jobs this process works on. */
  names(): string[];
  /** Those of the names that have a job that is due and free. */
  dueNames(names: string[]): Promise<string[]>;
  /** Called when the channel closes: jobs that were claimed and not begun are given back. */
  release(): Promise<void>;
  /** Called when the channel opens: jobs may be claimed again. */
  open(): void;
}

/** The channels of this process, by the table they speak of. */
const connected = new Map<string, Set<MysqlNotificationChannel>>();

const REMEMBERED = 1000;

interface Delivery {
  next: JobNotification | undefined;
}

/**
 * Wakes workers without a broker. Within a process a saved job is announced at once to every backend on the same
 * table; jobs that other processes save are noticed by a poll that costs one statement.
 */
export class MysqlNotificationChannel extends BaseNotificationChannel {
  private identity: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly announced = new Set<string>();
  private readonly deliveries = new Map<NotificationHandler, Map<string, Delivery>>();

  constructor(
    private readonly source: NotificationSource,
    private readonly pollInterval: number,
  ) {
    super();
  }

  async connect(): Promise<void> {
    if (this._state === 'connected') {
      return;
    }
    this.setState('connecting');
    this.source.open();
    try {
      this.identity = await this.source.identity();
    } catch (error) {
      this.setState('disconnected');
      throw error;
    }
    const channels = connected.get(this.identity) ?? new Set();
    connected.set(this.identity, channels.add(this));
    this.setState('connected');
    this.schedulePoll();
  }

  async disconnect(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.identity !== undefined) {
      const channels = connected.get(this.identity);
      channels?.delete(this);
      if (channels?.size === 0) {
        connected.delete(this.identity);
      }
    }
    this.handlers.clear();
    this.stateHandlers.clear();
    this.deliveries.clear();
    this.setState('disconnected');
    await this.source.release();
  }

  /** Does not wait for the workers: a save should not take as long as filling their queues. */
  async publish(notification: JobNotification): Promise<void> {
    this.mustBeConnected();
    // The repository has announced it already, when it was saved.
    if (!this.announced.delete(String(notification.jobId))) {
      this.tellProcess(notification);
    }
  }

  async publishState(notification: JobStateNotification): Promise<void> {
    this.mustBeConnected();
    for (const channel of this.peers()) {
      channel.notifyStateHandlers(notification).catch((error) => channel.report(error));
    }
  }

  /** Announces a job that was saved here, whether or not an Agenda runs on this very backend. */
  async announce(job: JobParameters<unknown>): Promise<void> {
    if (connected.size === 0) {
      return;
    }
    this.identity ??= await this.source.identity();
    if (this._state === 'connected') {
      if (this.announced.size >= REMEMBERED) {
        this.announced.clear();
      }
      this.announced.add(String(job._id));
    }
    this.tellProcess({
      jobId: job._id as JobId,
      jobName: job.name,
      nextRunAt: job.nextRunAt,
      priority: job.priority,
      timestamp: new Date(),
      source: job.lastModifiedBy,
    });
  }

  private tellProcess(notification: JobNotification): void {
    for (const channel of this.peers()) {
      channel.deliver(notification);
    }
  }

  private peers(): MysqlNotificationChannel[] {
    return [...(connected.get(this.identity ?? '') ?? [])];
  }

  /**
   * A handler that is still busy with a job's name is told once more when it is done, however often the name was
   * announced meanwhile: a hundred new jobs need no hundred searches.
   */
  private deliver(notification: JobNotification): void {
    for (const handler of this.handlers) {
      const busy = this.deliveries.get(handler) ?? new Map<string, Delivery>();
      this.deliveries.set(handler, busy);
      const current = busy.get(notification.jobName);
      if (current) {
        current.next = notification;
      } else {
        this.call(handler, notification, busy);
      }
    }
  }

  private call(
    handler: NotificationHandler,
    notification: JobNotification,
    busy: Map<string, Delivery>,
  ): void {
    let result: void | Promise<void>;
    try {
      result = handler(notification);
    } catch (error) {
      this.report(error);
      return;
    }
    if (!(result instanceof Promise)) {
      return;
    }
    const delivery: Delivery = { next: undefined };
    busy.set(notification.jobName, delivery);
    result
      .catch((error) => this.report(error))
      .finally(() => {
        busy.delete(notification.jobName);
        if (delivery.next && this.handlers.has(handler)) {
          this.call(handler, delivery.next, busy);
        }
      });
  }

  private schedulePoll(): void {
    if (this.pollInterval <= 0 || this._state !== 'connected') {
      return;
    }
    this.timer = setTimeout(() => {
      this.poll()
        // The next poll sees what this one missed; Agenda reports the outage itself when it claims.
        .catch(() => {})
        .finally(() => this.schedulePoll());
    }, this.pollInterval);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    const names = this.source.names();
    if (names.length === 0 || this.handlers.size === 0) {
      return;
    }
    for (const jobName of await this.source.dueNames(names)) {
      this.deliver({ jobId: '' as JobId, jobName, nextRunAt: null, priority: 0, timestamp: new Date() });
    }
  }

  private mustBeConnected(): void {
    if (this._state !== 'connected') {
      throw new Error('cannot publish: the channel is not connected');
    }
  }

  private report(error: unknown): void {
    if (this.listenerCount('error') > 0) {
      this.emit('error', error);
    }
  }
}
