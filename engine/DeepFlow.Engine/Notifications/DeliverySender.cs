using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Notifications;

/// <summary>A duty of every node: sends the notices that wait. It stands beside the engine, which goes on whether or not anybody can be reached.</summary>
public sealed class DeliverySender(NpgsqlDataSource source, NotificationOptions options, Wakeups wakeups, TimeProvider clock, ILogger<DeliverySender> log) : IDisposable
{
    private const int AtOnce = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly DeliveryQueue queue = new(source, clock);
    private readonly WebhookSender webhooks = new(options, clock);
    private readonly MailSender mail = new(options, clock);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var bell = wakeups.Bell(Wakeups.Deliveries);
            try
            {
                if (await SendAsync(cancellation) == 0) await Wakeups.WaitAsync(bell, await UntilNextAsync(cancellation), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { return; }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the sender of notices ({Reason}); trying again.", e.Message);
                await Task.Delay(Pause, clock, CancellationToken.None);
            }
        }
    }

    /// <summary>One attempt for each subscription that something waits for.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        var taken = await queue.TakeAsync(AtOnce, cancellation);
        if (taken.Count > 0) FailPoints.Pass("notice.taken");
        await Task.WhenAll(taken.Select(d => SendAsync(d, cancellation)));
        return taken.Count;
    }

    private async Task SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        try
        {
            if (delivery.Kind == ChannelKind.Webhook) await webhooks.SendAsync(delivery, cancellation);
            else await mail.SendAsync(delivery, cancellation);
            FailPoints.Pass("notice.sent");
            await queue.SentAsync(delivery, cancellation);
            FailPoints.Pass("notice.committed");
        }
        catch (DeliveryFailure failure)
        {
            log.LogWarning("Notice {Delivery} to {Kind} was not taken ({Reason}).", delivery.Id, delivery.Kind, failure.Message);
            await queue.FailedAsync(delivery, failure, cancellation);
            FailPoints.Pass("notice.failed");
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellation)
    {
        if (await queue.NextAsync(cancellation) is not { } at) return LongestWait;
        var wait = at - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait + TimeSpan.FromMilliseconds(1) : LongestWait;
    }

    public void Dispose() => webhooks.Dispose();
}
