namespace DeepFlow.Engine.Notifications;

/// <summary>An attempt to tell somebody failed, with the reason for people.</summary>
/// <param name="final">Whether another attempt could not go better.</param>
internal sealed class DeliveryFailure(string message, bool final = false) : Exception(message)
{
    public bool Final { get; } = final;
}
