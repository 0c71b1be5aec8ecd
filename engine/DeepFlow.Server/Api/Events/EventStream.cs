using System.Globalization;
using System.Text;
using System.Text.Json;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Server.Api.Events;

/// <summary>
/// Writes the journal as server-sent events: <c>id</c> is the row's, <c>event</c> its kind, <c>data</c> the row. A client
/// that comes back with the last id it saw misses nothing and sees nothing twice.
/// </summary>
internal sealed class EventStream(ApiProject project, SettledJournal journal, Wakeups wakeups, ApiOptions options, TimeProvider clock, ILogger<EventStream> log)
{
    private const int Page = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Ends when cancelled, or when the database fails: the client then connects again, and goes on.</summary>
    /// <param name="from">The id after which it begins; null: only what happens from now on, after an event that tells the id.</param>
    public async Task WriteAsync(HttpResponse response, Guid? run, long? from, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(response, ": the journal of DeepFlow\n\n", cancellation);
            var after = from ?? await journal.LastAsync(cancellation);
            if (from is null) await SendAsync(response, string.Create(CultureInfo.InvariantCulture, $"id: {after}\nevent: start\ndata: {{\"after\":{after}}}\n\n"), cancellation);
            var sentAt = clock.GetTimestamp();
            while (true)
            {
                var bell = wakeups.Bell(Wakeups.Journal);
                var (rows, position) = await journal.ReadAsync(project.Name, run, after, Page, cancellation);
                var moved = position > after;
                after = position;
                var silentFor = clock.GetElapsedTime(sentAt);
                if (rows.Count > 0 || silentFor >= options.KeepAlive)
                {
                    await SendAsync(response, rows.Count > 0 ? TextOf(rows) : ": still here\n\n", cancellation);
                    sentAt = clock.GetTimestamp();
                    silentFor = TimeSpan.Zero;
                }
                if (!moved) await Wakeups.WaitAsync(bell, Shorter(Poll, options.KeepAlive - silentFor), cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("A stream of events ends, for the database did not answer ({Reason}).", e.Message);
        }
    }

    private static string TextOf(List<JournalRow> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"id: {row.Id}\nevent: {row.Kind}\ndata: {JsonSerializer.Serialize(row, DeepFlowJson.Options)}\n\n");
        return text.ToString();
    }

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken cancellation)
    {
        await response.WriteAsync(text, cancellation);
        await response.Body.FlushAsync(cancellation);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
