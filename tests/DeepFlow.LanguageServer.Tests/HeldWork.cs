namespace DeepFlow.LanguageServer.Tests;

/// <summary>Keeps the server's work waiting until the test lets it go; from then on it runs as usual.</summary>
internal sealed class HeldWork : TaskScheduler
{
    private readonly Lock _gate = new();
    private readonly List<Task> _held = [];
    private bool _letGo;

    public void LetGo()
    {
        lock (_gate)
        {
            _letGo = true;
            _held.ForEach(Run);
            _held.Clear();
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_letGo)
            {
                Run(task);
            }
            else
            {
                _held.Add(task);
            }
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Run(Task task) => ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
}
