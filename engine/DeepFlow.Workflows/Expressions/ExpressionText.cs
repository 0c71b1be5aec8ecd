using System.Globalization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Expressions;

/// <summary>An expression as a person would write it; for reading, the text that it came from may have looked different.</summary>
public static class ExpressionText
{
    public static string ToText(this Expression expression) => expression switch
    {
        Literal { Value: TextValue text } => $"\"{text.Value}\"",
        Literal { Value: FloatValue { Value: > 0 and < 1 } share } => $"{(share.Value * 100).ToString("0.####", CultureInfo.InvariantCulture)}%",
        Literal literal => literal.Value.IsMissing ? "none" : literal.Value.ToText(),
        Name name => name.Identifier,
        Member member => $"{Inner(member.Target)}.{member.Field}",
        Element element => $"{Inner(element.Target)}[{element.Index.ToText()}]",
        Call call => $"{call.Function}({Join(call.Arguments)})",
        Construct construct => $"{construct.Tag}({Join(construct.Fields)})",
        ListOf list => $"[{Join(list.Items)}]",
        RecordOf record => $"{{ {Join(record.Fields)} }}",
        Interpolation text => $"\"{string.Concat(text.Parts.Select(part => part is Literal { Value: TextValue plain } ? plain.Value : $"${{{part.ToText()}}}"))}\"",
        Unary { Operator: UnaryOperator.Not } not => $"not {Inner(not.Operand)}",
        Unary negate => $"-{Inner(negate.Operand)}",
        Binary binary => $"{Inner(binary.Left)} {SignOf(binary.Operator)} {Inner(binary.Right)}",
        Conditional choice => $"if {choice.Condition.ToText()} then {choice.Then.ToText()} else {choice.Else.ToText()}",
        RangeOf range => $"{range.Low.ToText()}..{range.High.ToText()}",
        Quote quote => quote.Body.ToText(),
        ModelReference model => model.Arguments.IsEmpty ? model.Model : $"{model.Model}({Join(model.Arguments)})",
        DatasetReference dataset => dataset.Dataset,
        FormReference form => form.Form,
        SecretReference secret => $"secret({secret.Secret})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression.GetType().Name, "An expression that has no text."),
    };

    // What has an operator of its own is put in brackets, so that nobody has to know which binds tighter.
    private static string Inner(Expression expression) =>
        expression is Binary or Conditional or Unary or RangeOf ? $"({expression.ToText()})" : expression.ToText();

    private static string Join(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(ToText));

    private static string Join(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => $"{field.Name}: {field.Value.ToText()}"));

    private static string SignOf(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Coalesce => "??",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "in",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };
}
