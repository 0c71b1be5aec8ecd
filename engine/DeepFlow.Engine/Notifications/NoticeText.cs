using System.Text;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Notifications;

/// <summary>A notice as a mail: plain text, so that nothing in a title or a message is ever more than text.</summary>
internal static class NoticeText
{
    private const int LongestSubject = 150;

    public static (string Subject, string Text) Of(Delivery delivery, Uri? site)
    {
        var data = delivery.Body.Member("data");
        string At(string name) => data.Member(name).ToText();
        var what = delivery.Event switch
        {
            NoticeKind.TaskOpened => "waits for a decision",
            NoticeKind.TaskAssigned => $"was given to {At("claimed_by")}",
            NoticeKind.TaskReminder => "still waits for a decision",
            NoticeKind.TaskOverdue => "is overdue",
            NoticeKind.TaskEscalated => "is overdue, and offered to further people",
            NoticeKind.TaskDecided => $"is decided: {At("outcome")}, says {At("decided_by")}",
            NoticeKind.IncidentOpened => "cannot go on by itself",
            NoticeKind.RunEnded => $"has ended: {At("status")}",
            _ => throw new InvalidOperationException($"No words for {delivery.Event}."),
        };
        var name = data.Member("title") is TextValue title ? title.Value : data.Member("step").IsMissing ? At("pipeline") : $"{At("pipeline")}.{At("step")}";
        var text = new StringBuilder($"{name}\n{what}.\n\n");
        void Line(string label, string value)
        {
            if (value.Length > 0) text.Append($"{label + ":",-12}{value}\n");
        }
        Line("Step", data.Member("step").IsMissing ? "" : $"{At("pipeline")}.{At("step")}");
        Line("For", data.Member("holders") is ListValue holders ? string.Join(", ", holders.Items.Select(h => h.ToText().TrimStart('@'))) : "");
        Line("Claimed by", At("claimed_by"));
        Line("Due", At("due_at"));
        Line("Reason", data.Member("message") is TextValue message ? message.Value : At("reason"));
        Line("Task", At("task"));
        Line("Run", At("run"));
        if (site is not null) text.Append($"\n{new Uri(site, delivery.Task is { } task ? $"inbox/{task}" : $"instances/{delivery.Run}")}\n");
        return (OneLine($"[DeepFlow] {name} {what}"), text.ToString());
    }

    private static string OneLine(string text) =>
        Tasks.SearchWords.Shorten(new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]), LongestSubject);
}
